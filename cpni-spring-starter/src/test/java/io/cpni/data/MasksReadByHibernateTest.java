package io.cpni.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Basic;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.Hibernate;
import org.hibernate.SessionFactory;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What Hibernate does when it reads a mask. The checks of {@link MaskHolder} refuse what fails here, and let pass what
 * works here; should a new Hibernate think otherwise, these tests say so.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MasksReadByHibernateTest {

    enum Direction {
        IN,
        OUT
    }

    @Embeddable
    record Route(String trunk, int hops) {}

    @Embeddable
    record Leg(String trunk, Integer hops) {}

    @Entity
    @Table(name = "place")
    static class Place {
        @Id
        String id;
    }

    @Entity
    @Table(name = "talk")
    static class Talk {
        @Id
        Long id;

        int seconds;

        boolean answered;

        @Basic(optional = false)
        @Column(name = "started_at", nullable = false)
        Instant startedAt;

        @Column(nullable = false)
        Integer price;

        @ManyToOne(optional = false, fetch = FetchType.LAZY)
        @JoinColumn(name = "lazy_id", nullable = false)
        Place lazy;

        @ManyToOne(optional = false, fetch = FetchType.EAGER)
        @JoinColumn(name = "eager_id", nullable = false)
        Place eager;

        @ManyToOne(fetch = FetchType.EAGER)
        @JoinColumn(name = "optional_id")
        Place optional;

        @Embedded
        Route route;

        @Embedded
        @AttributeOverride(name = "trunk", column = @Column(name = "leg_trunk"))
        @AttributeOverride(name = "hops", column = @Column(name = "leg_hops", nullable = false))
        Leg leg;

        @Enumerated(EnumType.STRING)
        @JdbcTypeCode(SqlTypes.VARCHAR)
        @Column(columnDefinition = "varchar(20)")
        Direction direction;
    }

    private final SessionFactory factory = Models.open(configuration -> {}, Talk.class, Place.class);

    /** What the gate shows is not bound by what may be stored. */
    @BeforeAll
    void dropConstraints() {
        factory.inTransaction(session -> {
            for (String constraint : session.createNativeQuery(
                            "select constraint_name from information_schema.table_constraints"
                                    + " where table_name = 'TALK' and constraint_type in ('CHECK', 'FOREIGN KEY')",
                            String.class)
                    .getResultList()) {
                session.createNativeMutationQuery("alter table talk drop constraint " + constraint)
                        .executeUpdate();
            }
            for (String column : new String[] {
                "seconds", "answered", "started_at", "price", "lazy_id", "eager_id", "hops", "leg_hops"
            }) {
                session.createNativeMutationQuery("alter table talk alter column " + column + " drop not null")
                        .executeUpdate();
            }
        });
    }

    @BeforeEach
    void store() {
        factory.inTransaction(session -> {
            session.createNativeMutationQuery("delete from talk").executeUpdate();
            session.createNativeMutationQuery("delete from place").executeUpdate();
            Place place = new Place();
            place.id = "here";
            session.persist(place);
            Talk talk = new Talk();
            talk.id = 1L;
            talk.startedAt = Instant.EPOCH;
            talk.price = 5;
            talk.lazy = place;
            talk.eager = place;
            talk.optional = place;
            talk.route = new Route("a", 1);
            talk.leg = new Leg("b", 2);
            talk.direction = Direction.IN;
            session.persist(talk);
        });
    }

    @AfterAll
    void close() {
        factory.close();
    }

    private @Nullable Talk read(String mask) {
        factory.inTransaction(session ->
                session.createNativeMutationQuery("update talk set " + mask).executeUpdate());
        return factory.fromSession(session -> {
            Talk talk = session.find(Talk.class, 1L);
            if (talk != null) {
                Hibernate.initialize(talk.lazy);
            }
            return talk;
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"seconds", "answered", "hops"})
    void aPrimitiveCannotBeReadFromNull(String column) {
        assertThatThrownBy(() -> read(column + " = null")).isInstanceOf(RuntimeException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"started_at", "price", "leg_hops", "lazy_id", "optional_id"})
    void whatIsDeclaredNotNullCan(String column) {
        assertThat(read(column + " = null")).isNotNull();
    }

    @Test
    void aRecordIsNotFoundWithoutWhatItMustEagerlyReferTo() {
        assertThat(read("eager_id = 'here'")).isNotNull();
        assertThat(read("eager_id = null")).isNull();
    }

    @Test
    void noRecordIsReferredToByAMask() {
        assertThat(read("lazy_id = 'here'")).isNotNull();
        assertThatThrownBy(() -> read("lazy_id = '***'")).isInstanceOf(RuntimeException.class);
    }

    @Test
    void anEnumCannotBeReadFromAMask() {
        assertThatThrownBy(() -> read("direction = '***'")).isInstanceOf(RuntimeException.class);
        assertThat(read("direction = null")).isNotNull();
    }
}
