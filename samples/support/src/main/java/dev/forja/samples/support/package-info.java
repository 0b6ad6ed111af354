/**
 * What the samples share: their options, data files, progress, plots and the table of errors of a
 * classifier. May use the runtime, XChart and progressbar.
 */
package dev.forja.samples.support;
