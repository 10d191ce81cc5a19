package io.cpni.json;

import tools.jackson.core.Version;
import tools.jackson.databind.JacksonModule;

/**
 * Has labelled records written as the bound context may see them: what it may not see is masked or left out, and without a
 * context everything labelled is left out.
 *
 * <p>Every mapper that may meet labelled records needs it. Spring Boot gives it to the mappers that it builds; one that is
 * built by hand gets it by {@code addModule}.
 */
public final class CpniJacksonModule extends JacksonModule {

    private final RecordRelease release;

    /** Creates a module that asks the given service what may be written. */
    public CpniJacksonModule(RecordRelease release) {
        this.release = release;
    }

    @Override
    public String getModuleName() {
        return "cpni";
    }

    @Override
    public Version version() {
        return Version.unknownVersion();
    }

    @Override
    public void setupModule(SetupContext context) {
        context.insertAnnotationIntrospector(new PastTheGuard(release));
        context.addSerializerModifier(new RecordModifier(release));
    }
}
