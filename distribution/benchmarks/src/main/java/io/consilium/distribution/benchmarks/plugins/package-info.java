/** What a plugin's life costs those who work beside it: on a real host, in a process of its own. */
package io.consilium.distribution.benchmarks.plugins;
