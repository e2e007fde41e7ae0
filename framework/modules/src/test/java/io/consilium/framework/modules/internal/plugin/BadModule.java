package io.consilium.framework.modules.internal.plugin;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.Multibinder;
import io.consilium.api.halting.HaltDecision;
import io.consilium.api.halting.HaltingPolicy;
import io.consilium.api.halting.HaltingRequest;

/** Binds one policy that is well and one that does not say who it is. */
public final class BadModule extends AbstractModule {
  @Override
  protected void configure() {
    Multibinder<HaltingPolicy> policies = Multibinder.newSetBinder(binder(), HaltingPolicy.class);
    policies.addBinding().toInstance(new GoodModule.Asking(null));
    policies.addBinding().to(Mute.class);
  }

  static final class Mute implements HaltingPolicy {
    @Override
    public String id() {
      throw new IllegalStateException("The model is not there.");
    }

    @Override
    public HaltDecision decide(HaltingRequest request) {
      return null;
    }
  }
}
