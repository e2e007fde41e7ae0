/** What is measured: one class a suite, and how one item is scored. */
package io.consilium.distribution.evaluation.suites;
