/** What proxies and the policy engine say to each other. Depends on nothing. */
package dev.lateen.policy.api;
