/** Ejection of endpoints for their answers to requests (TM-090..TM-094). */
package dev.lateen.sidecar.upstream.outlier;
