package ${package};

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.Multibinder;
#if ($kind == "expert")
import io.consilium.api.expert.Expert;
#end
#if ($kind == "verifier")
import io.consilium.api.verifier.Verifier;
#end
#if ($kind == "planner")
import io.consilium.api.planner.Planner;
#end
#if ($kind == "gate")
import io.consilium.api.routing.Gate;
#end
#if ($kind == "halting")
import io.consilium.api.halting.HaltingPolicy;
#end

/** Offers the plugin to the host; the bundle's manifest names this class. */
public final class ${className}Module extends AbstractModule {
  @Override
  protected void configure() {
#if ($kind == "expert")
    Multibinder.newSetBinder(binder(), Expert.class).addBinding().to(${className}Expert.class);
#end
#if ($kind == "verifier")
    Multibinder.newSetBinder(binder(), Verifier.class).addBinding().to(${className}Verifier.class);
#end
#if ($kind == "planner")
    Multibinder.newSetBinder(binder(), Planner.class).addBinding().to(${className}Planner.class);
#end
#if ($kind == "gate")
    Multibinder.newSetBinder(binder(), Gate.class).addBinding().to(${className}Gate.class);
#end
#if ($kind == "halting")
    Multibinder.newSetBinder(binder(), HaltingPolicy.class)
        .addBinding()
        .to(${className}Halting.class);
#end
  }
}
