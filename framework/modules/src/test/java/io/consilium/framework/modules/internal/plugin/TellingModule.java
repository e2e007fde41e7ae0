package io.consilium.framework.modules.internal.plugin;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.ProvidesIntoSet;
import io.consilium.api.halting.HaltingPolicy;
import io.consilium.api.host.Settings;

/** Fails, and tells a secret as it does. */
public final class TellingModule extends AbstractModule {
  @ProvidesIntoSet
  HaltingPolicy policy(Settings settings) {
    String token = settings.secret("token").orElseThrow().reveal();
    throw new IllegalStateException("Nobody knows the token " + token + ".");
  }
}
