/** Shares, means and how sure they are. Pure functions. */
package io.consilium.distribution.evaluation.measure;
