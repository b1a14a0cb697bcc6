/** Images of the programs where there is no container engine. */
package dev.lateen.images;
