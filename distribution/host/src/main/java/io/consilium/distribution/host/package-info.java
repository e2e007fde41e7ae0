/**
 * The command {@code consilium}: starts a host or finds the one that runs, speaks to its console,
 * and shows what comes back. Runs outside of the framework.
 */
package io.consilium.distribution.host;
