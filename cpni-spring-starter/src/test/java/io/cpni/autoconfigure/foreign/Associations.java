package io.cpni.autoconfigure.foreign;

import io.cpni.label.Cpni;
import io.cpni.label.MaskStyle;
import io.cpni.label.NotCpni;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.OrderColumn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What stands beside a record, in tables of its own. */
public final class Associations {

    private Associations() {}

    @Entity(name = "Feature")
    @NotCpni(reason = "names of features that the carrier sells, of no customer")
    public static class Feature {

        @Id
        @Nullable String name;

        protected Feature() {}

        public Feature(String name) {
            this.name = name;
        }

        public @Nullable String getName() {
            return name;
        }
    }

    @Entity(name = "FeaturedCall")
    public static class FeaturedCall extends BaseEntity<Long> {

        @ManyToMany
        @JoinTable(
                name = "call_feature",
                joinColumns = @JoinColumn(name = "call_id"),
                inverseJoinColumns = @JoinColumn(name = "feature"))
        Set<Feature> features = new HashSet<>();

        protected FeaturedCall() {}

        public FeaturedCall(long number, long customer, String callee) {
            super(number, customer, callee);
        }

        public Set<Feature> getFeatures() {
            return features;
        }
    }

    @Embeddable
    public static class Leg {

        @Cpni(mask = MaskStyle.TELEPHONE_NUMBER)
        @Nullable String via;

        @Nullable Integer seconds;

        protected Leg() {}

        public Leg(String via, int seconds) {
            this.via = via;
            this.seconds = seconds;
        }

        public @Nullable String getVia() {
            return via;
        }
    }

    @Entity(name = "CollectingCall")
    public static class CollectingCall extends BaseEntity<Long> {

        @ElementCollection
        @CollectionTable(name = "call_party", joinColumns = @JoinColumn(name = "call_id"))
        @Column(name = "party")
        @Cpni(mask = MaskStyle.TELEPHONE_NUMBER)
        Set<String> parties = new HashSet<>();

        @ElementCollection
        @CollectionTable(name = "call_leg", joinColumns = @JoinColumn(name = "call_id"))
        @OrderColumn(name = "leg")
        List<Leg> legs = new ArrayList<>();

        @ElementCollection
        @CollectionTable(name = "call_mark", joinColumns = @JoinColumn(name = "call_id"))
        Map<String, String> marks = new HashMap<>();

        protected CollectingCall() {}

        public CollectingCall(long number, long customer, String callee) {
            super(number, customer, callee);
            parties.add("+13125550191");
            legs.add(new Leg("+13125550192", 5));
            legs.add(new Leg("+13125550193", 6));
            marks.put("kind", "conference");
        }

        public Set<String> getParties() {
            return parties;
        }

        public List<Leg> getLegs() {
            return legs;
        }

        public Map<String, String> getMarks() {
            return marks;
        }
    }
}
