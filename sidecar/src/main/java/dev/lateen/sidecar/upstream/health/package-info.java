/**
 * What the whole process knows of the endpoints of a cluster, and the active checks. One event loop
 * owns a cluster's checks; the others read the results without locks.
 */
package dev.lateen.sidecar.upstream.health;
