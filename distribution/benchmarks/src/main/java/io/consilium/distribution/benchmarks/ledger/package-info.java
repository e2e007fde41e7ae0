/** What the ledger costs and bears, each figure beside a bare alternative in the same run. */
package io.consilium.distribution.benchmarks.ledger;
