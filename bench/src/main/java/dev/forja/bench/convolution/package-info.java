/**
 * Convolutions as sums and on transformed tiles side by side: time and error. Started by {@link
 * dev.forja.bench.convolution.ConvolutionForms}.
 */
package dev.forja.bench.convolution;
