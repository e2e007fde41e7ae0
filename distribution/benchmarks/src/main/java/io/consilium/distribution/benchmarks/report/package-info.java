/** How a benchmark tells its figures: as text, as tables of a document, as JSON. */
package io.consilium.distribution.benchmarks.report;
