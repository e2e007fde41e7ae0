package io.consilium.framework.deployer.internal;

/** A jar that is tried beside the one that serves, and how. */
record Trial(PluginJar jar, TrialPlan plan) {}
