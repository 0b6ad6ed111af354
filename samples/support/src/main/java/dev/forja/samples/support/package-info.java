/**
 * What the samples share: their options, data files, progress, plots and figures of merit. May use
 * the runtime, XChart and progressbar.
 */
package dev.forja.samples.support;
