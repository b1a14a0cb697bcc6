/** Writes to the API server what became of each rule and how the proxies stand. */
package dev.lateen.operator.status.kubernetes;
