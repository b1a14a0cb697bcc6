/** Reports on each RouteRule. */
package dev.lateen.operator.rules.routerule;
