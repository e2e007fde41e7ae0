/**
 * Measures what the house itself costs: the loop around null experts, the gate, the ledger; and
 * kills a working host again and again to see whether the record holds. Starts at {@code
 * BenchCommand}.
 */
package io.consilium.distribution.benchmarks;
