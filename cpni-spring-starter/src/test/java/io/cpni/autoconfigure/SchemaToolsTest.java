package io.cpni.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cpni.autoconfigure.CarrierContext.BrendaIsSignedIn;
import io.cpni.autoconfigure.model.CallRepository;
import io.cpni.sql.CpniStatementRefusedException;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceInitializationAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.jdbc.core.JdbcTemplate;

/** Schema tools pass the gate while they are at work and no longer, and nothing else passes before the model is read. */
class SchemaToolsTest {

    private static final String CREATE = "create table if not exists side_note (id bigint primary key);";
    private static final String FILL = "insert into side_note (id) values (1);";
    private static final String TOO_EARLY = "the gate does not know the model yet";

    private final ApplicationContextRunner runner =
            CarrierContext.runner().withUserConfiguration(BrendaIsSignedIn.class);

    private final ApplicationContextRunner withScripts = runner.withConfiguration(
                    AutoConfigurations.of(DataSourceInitializationAutoConfiguration.class))
            .withPropertyValues("spring.sql.init.mode=always", "cpni.sql.plain-relations=side_note");

    @TempDir
    private Path scripts;

    @Test
    void springBootsSchemaScriptPasses() throws IOException {
        withScripts
                .withPropertyValues("spring.sql.init.schema-locations=" + script("schema.sql", CREATE))
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void itsDataScriptIsToldToWaitForTheModelAndThenPasses() throws IOException {
        ApplicationContextRunner withData = withScripts.withPropertyValues(
                "spring.sql.init.schema-locations=" + script("schema.sql", CREATE),
                "spring.sql.init.data-locations=" + script("data.sql", FILL));

        withData.run(context -> assertThat(context).getFailure().hasStackTraceContaining(TOO_EARLY));
        withData.withPropertyValues("spring.jpa.defer-datasource-initialization=true")
                .run(context -> assertThat(context.getBean(JdbcTemplate.class)
                                .queryForObject("select count(*) from side_note", Long.class))
                        .isEqualTo(1));
    }

    @Test
    void withoutAModelToWaitForDeclaredRelationsAreKnownAtOnce() throws IOException {
        CarrierContext.withoutModel()
                .withUserConfiguration(BrendaIsSignedIn.class)
                .withClassLoader(new FilteredClassLoader(EntityManager.class))
                .withConfiguration(AutoConfigurations.of(DataSourceInitializationAutoConfiguration.class))
                .withPropertyValues(
                        "spring.datasource.url=" + CarrierContext.freshDatabase(),
                        "spring.data.jpa.repositories.enabled=false",
                        "spring.sql.init.mode=always",
                        "cpni.sql.plain-relations=side_note",
                        "spring.sql.init.schema-locations=" + script("schema.sql", CREATE),
                        "spring.sql.init.data-locations=" + script("data.sql", FILL))
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void aScriptThatFailsLeavesNoWayOpenBehindIt() throws IOException {
        withScripts
                .withPropertyValues(
                        "spring.sql.init.schema-locations=" + script("schema.sql", CREATE + "create table broken (;"))
                .run(context -> assertThat(context).getFailure().hasStackTraceContaining("broken"));

        theWayIsClosed();
    }

    @Test
    void aModelThatCannotBeBuiltLeavesNoWayOpenBehindIt() {
        runner.withPropertyValues("spring.jpa.properties.hibernate.dialect=there.is.no.SuchDialect")
                .run(context -> assertThat(context).getFailure().hasStackTraceContaining("SuchDialect"));

        theWayIsClosed();
    }

    /** On the same thread, in another application. */
    private void theWayIsClosed() {
        runner.run(context -> assertThatThrownBy(
                        () -> context.getBean(JdbcTemplate.class).execute("create table side_door (id bigint)"))
                .isInstanceOf(CpniStatementRefusedException.class));
    }

    /** Hibernate's schema tool is then at work on another thread. */
    @Test
    void aModelMayBeBuiltInTheBackground() {
        runner.withConfiguration(AutoConfigurations.of(TaskExecutionAutoConfiguration.class))
                .withPropertyValues("spring.data.jpa.repositories.bootstrap-mode=deferred")
                .run(context -> assertThat(context.getBean(CallRepository.class).findByPersonId(1))
                        .isEmpty());
    }

    @Test
    void aModelIsReadAtTheStartThoughBeansAreLazy() {
        runner.withInitializer(context ->
                        context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
                .withPropertyValues("spring.data.jpa.repositories.enabled=false")
                .run(context -> {
                    JdbcTemplate jdbc = context.getBean(JdbcTemplate.class);
                    assertThatThrownBy(() -> jdbc.queryForObject("select count(*) from unheard_of", Long.class))
                            .isInstanceOf(CpniStatementRefusedException.class)
                            .hasMessageContaining("neither mapped nor declared");
                });
    }

    private String script(String name, String sql) throws IOException {
        return Files.writeString(scripts.resolve(name), sql).toUri().toString();
    }
}
