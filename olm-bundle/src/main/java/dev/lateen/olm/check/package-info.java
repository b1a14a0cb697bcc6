/** What operatorframework.io and the catalogue of community operators ask of a bundle. */
package dev.lateen.olm.check;
