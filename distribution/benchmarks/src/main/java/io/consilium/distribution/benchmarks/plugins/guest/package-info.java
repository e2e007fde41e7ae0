/** Plugins that a benchmark packs into jars while it runs; never on the host's own class path. */
package io.consilium.distribution.benchmarks.plugins.guest;
