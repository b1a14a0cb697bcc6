/**
 * What a pod becomes when it joins the mesh, as pure functions: the webhook of the operator and the
 * command line give the same answer because both ask here (TM-180 to TM-190).
 */
package dev.lateen.injection;
