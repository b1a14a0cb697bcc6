/** What the end-to-end tests run in pods. On the JDK alone. */
package dev.lateen.e2e.application;
