/** Attaches routes to listeners, and says what became of each document. Pure. */
package dev.lateen.operator.gateway.bind;
