/**
 * Ships spans of what is on record to an OpenTelemetry collector. Nothing here is for others to
 * call; see the README.
 */
package io.consilium.governance.telemetry;
