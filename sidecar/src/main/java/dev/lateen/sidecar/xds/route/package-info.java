/** RouteConfiguration resources as route tables. */
package dev.lateen.sidecar.xds.route;
