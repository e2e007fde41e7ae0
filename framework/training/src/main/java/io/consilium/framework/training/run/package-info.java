/**
 * A training run as it stands on disk and on the screen: its directory, the lines of its record,
 * its progress. Knows nothing of any network, so every trainer uses it.
 */
package io.consilium.framework.training.run;
