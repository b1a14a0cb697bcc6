/** Access logs: lines are made on the event loops and written in batches by one thread. */
package dev.lateen.sidecar.accesslog;
