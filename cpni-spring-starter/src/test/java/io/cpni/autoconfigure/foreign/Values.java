package io.cpni.autoconfigure.foreign;

import io.cpni.label.Cpni;
import io.cpni.label.MaskStyle;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Converter;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Lob;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Map;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** What columns hold beside texts and numbers. */
public final class Values {

    private Values() {}

    /** A number that is always one; a mask is not. */
    public record Dialled(String digits) {

        public Dialled {
            if (!digits.matches("\\+[0-9]+")) {
                throw new IllegalArgumentException("no number: " + digits);
            }
        }
    }

    /** Knows the mask. */
    @Converter
    public static class DialledConverter implements AttributeConverter<Dialled, String> {

        @Override
        public @Nullable String convertToDatabaseColumn(@Nullable Dialled dialled) {
            return dialled == null ? null : dialled.digits();
        }

        @Override
        public @Nullable Dialled convertToEntityAttribute(@Nullable String stored) {
            return stored == null || stored.contains("x") ? null : new Dialled(stored);
        }
    }

    /** Does not know the mask. */
    @Converter
    public static class StrictConverter implements AttributeConverter<Dialled, String> {

        @Override
        public @Nullable String convertToDatabaseColumn(@Nullable Dialled dialled) {
            return dialled == null ? null : dialled.digits();
        }

        @Override
        public @Nullable Dialled convertToEntityAttribute(@Nullable String stored) {
            return stored == null ? null : new Dialled(stored);
        }
    }

    @Entity(name = "ConvertedCall")
    public static class ConvertedCall extends BaseEntity<Long> {

        @Convert(converter = DialledConverter.class)
        @Cpni(mask = MaskStyle.TELEPHONE_NUMBER)
        @Nullable Dialled dialled = new Dialled("+12125550177");

        @Convert(converter = StrictConverter.class)
        @Cpni(mask = MaskStyle.ABSENT)
        @Nullable Dialled forwarded = new Dialled("+12125550178");

        protected ConvertedCall() {}

        public ConvertedCall(long number, long customer, String callee) {
            super(number, customer, callee);
        }

        public @Nullable Dialled getDialled() {
            return dialled;
        }

        public @Nullable Dialled getForwarded() {
            return forwarded;
        }
    }

    @Embeddable
    public static class Place {

        @Convert(converter = StrictConverter.class)
        @Cpni(mask = MaskStyle.ABSENT)
        @Nullable Dialled switchboard = new Dialled("+12125550179");

        @Nullable String town = "Reno";

        public @Nullable Dialled getSwitchboard() {
            return switchboard;
        }

        public @Nullable String getTown() {
            return town;
        }
    }

    @Entity(name = "EmbeddingCall")
    public static class EmbeddingCall extends BaseEntity<Long> {

        @Embedded
        @AttributeOverride(name = "town", column = @Column(name = "first_town"))
        @AttributeOverride(name = "switchboard", column = @Column(name = "first_switchboard"))
        @Nullable Place first = new Place();

        @Embedded
        @Convert(attributeName = "town", converter = ShoutingConverter.class)
        @Nullable Place second = new Place();

        protected EmbeddingCall() {}

        public EmbeddingCall(long number, long customer, String callee) {
            super(number, customer, callee);
        }

        public @Nullable Place getFirst() {
            return first;
        }

        public @Nullable Place getSecond() {
            return second;
        }
    }

    @Converter
    public static class ShoutingConverter implements AttributeConverter<String, String> {

        @Override
        public @Nullable String convertToDatabaseColumn(@Nullable String town) {
            return town == null ? null : town.toUpperCase(java.util.Locale.ROOT);
        }

        @Override
        public @Nullable String convertToEntityAttribute(@Nullable String stored) {
            return stored == null ? null : stored.toLowerCase(java.util.Locale.ROOT);
        }
    }

    public enum Direction {
        INBOUND,
        OUTBOUND
    }

    @Entity(name = "EnumCall")
    public static class EnumCall extends BaseEntity<Long> {

        @Enumerated(EnumType.STRING)
        @Cpni(mask = MaskStyle.ABSENT)
        @Nullable Direction byName = Direction.OUTBOUND;

        @Enumerated(EnumType.ORDINAL)
        @Nullable Direction byPosition = Direction.INBOUND;

        protected EnumCall() {}

        public EnumCall(long number, long customer, String callee) {
            super(number, customer, callee);
        }

        public @Nullable Direction getByName() {
            return byName;
        }

        public @Nullable Direction getByPosition() {
            return byPosition;
        }
    }

    @Entity(name = "TimedCall")
    public static class TimedCall extends BaseEntity<Long> {

        static final Instant THEN = Instant.parse("2026-03-17T10:15:30Z");

        @Cpni(mask = MaskStyle.START_OF_MONTH)
        @Nullable Instant happened = THEN;

        @Cpni(mask = MaskStyle.START_OF_MONTH)
        @Nullable LocalDate onDay = LocalDate.of(2026, 3, 17);

        @Cpni(mask = MaskStyle.START_OF_MONTH)
        @Nullable LocalDateTime onClock = LocalDateTime.of(2026, 3, 17, 10, 15);

        @Nullable LocalTime timeOfDay = LocalTime.of(10, 15);

        @Nullable OffsetDateTime withOffset = THEN.atOffset(ZoneOffset.UTC);

        @Nullable ZonedDateTime withZone = THEN.atZone(ZoneOffset.UTC);

        @Nullable Duration lasted = Duration.ofSeconds(90);

        protected TimedCall() {}

        public TimedCall(long number, long customer, String callee) {
            super(number, customer, callee);
        }

        public @Nullable Instant getHappened() {
            return happened;
        }

        public @Nullable LocalDate getOnDay() {
            return onDay;
        }

        public @Nullable LocalDateTime getOnClock() {
            return onClock;
        }

        public @Nullable LocalTime getTimeOfDay() {
            return timeOfDay;
        }

        public @Nullable OffsetDateTime getWithOffset() {
            return withOffset;
        }

        public @Nullable ZonedDateTime getWithZone() {
            return withZone;
        }

        public @Nullable Duration getLasted() {
            return lasted;
        }
    }

    @Entity(name = "DocumentCall")
    public static class DocumentCall extends BaseEntity<Long> {

        @JdbcTypeCode(SqlTypes.JSON)
        @Cpni(mask = MaskStyle.ABSENT)
        @Nullable Map<String, String> header = Map.of("to", "+12125550180");

        @JdbcTypeCode(SqlTypes.JSON)
        @Nullable Map<String, String> tags = Map.of("a", "b");

        protected DocumentCall() {}

        public DocumentCall(long number, long customer, String callee) {
            super(number, customer, callee);
        }

        public @Nullable Map<String, String> getHeader() {
            return header;
        }

        public @Nullable Map<String, String> getTags() {
            return tags;
        }
    }

    @Entity(name = "ArrayCall")
    public static class ArrayCall extends BaseEntity<Long> {

        @Cpni(mask = MaskStyle.ABSENT)
        String @Nullable [] hops = {"+12125550181", "+12125550182"};

        protected ArrayCall() {}

        public ArrayCall(long number, long customer, String callee) {
            super(number, customer, callee);
        }

        public String @Nullable [] getHops() {
            return hops;
        }
    }

    @Entity(name = "LobCall")
    public static class LobCall extends BaseEntity<Long> {

        @Lob
        @Cpni(mask = MaskStyle.ABSENT)
        @Nullable String transcript = "hello";

        @Lob
        @Cpni(mask = MaskStyle.ABSENT)
        byte @Nullable [] recording = {1, 2, 3};

        protected LobCall() {}

        public LobCall(long number, long customer, String callee) {
            super(number, customer, callee);
        }

        public byte @Nullable [] getRecording() {
            return recording;
        }

        public @Nullable String getTranscript() {
            return transcript;
        }
    }
}
