/** Certificates of the mesh's own servers, such as the webhook. */
package dev.lateen.citadel.serving;
