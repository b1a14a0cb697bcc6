/** What the end-to-end tests run in pods. */
package dev.lateen.e2e.application;
