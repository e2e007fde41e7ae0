/**
 * Begins a child process. On its class path, before any bundle: it needs the platform and Felix.
 */
package io.consilium.framework.isolation.internal.launch;
