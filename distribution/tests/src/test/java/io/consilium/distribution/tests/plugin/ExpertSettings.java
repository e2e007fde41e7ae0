package io.consilium.distribution.tests.plugin;

import io.consilium.api.host.Secret;

/** What may be set for {@link SettingsExpert}; {@link #METATYPE} is what a build makes of it. */
public interface ExpertSettings {
  String PID = "test.settings";

  String METATYPE =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <metatype:MetaData xmlns:metatype="http://www.osgi.org/xmlns/metatype/v1.4.0">
        <OCD id="io.consilium.distribution.tests.plugin.ExpertSettings" name="Settings">
          <AD id="greeting" type="String" default="hello" max="20"/>
          <AD id="farewell" type="String" default="hello" max="20"/>
          <AD id="token" type="Password" required="false"/>
        </OCD>
        <Designate pid="test.settings">
          <Object ocdref="io.consilium.distribution.tests.plugin.ExpertSettings"/>
        </Designate>
      </metatype:MetaData>
      """;

  String greeting();

  String farewell();

  Secret token();
}
