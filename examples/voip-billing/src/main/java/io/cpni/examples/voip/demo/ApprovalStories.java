package io.cpni.examples.voip.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Deals approval stories out: by quota, not by chance, so that each kind is there however small the carrier. */
final class ApprovalStories {

    private ApprovalStories() {}

    /** Makes so many stories, in random order. */
    static List<ApprovalStory> deal(int count, Instant now, DemoRandom random) {
        List<ApprovalStory> stories = new ArrayList<>();
        for (ApprovalKind kind : ApprovalKind.values()) {
            for (int i = 0; i < count * percent(kind) / 100; i++) {
                stories.add(story(kind, now, random));
            }
        }
        while (stories.size() < count) {
            stories.add(story(ApprovalKind.DEEMED, now, random));
        }
        return random.shuffled(stories);
    }

    private static int percent(ApprovalKind kind) {
        return switch (kind) {
            case NONE -> 15;
            case PENDING -> 10;
            case DEEMED -> 35;
            case OPT_IN -> 15;
            case OPTED_OUT -> 20;
            case LAPSED -> 5;
        };
    }

    private static ApprovalStory story(ApprovalKind kind, Instant now, DemoRandom random) {
        return switch (kind) {
            case NONE -> new ApprovalStory(kind, null, null, null);
            // 30 days are the shortest wait there is; 25 leave room for zones.
            case PENDING -> silent(kind, ago(now, 2, 25, random), random);
            // 36 days and more are past the wait of a letter, 700 are within two years.
            case DEEMED -> silent(kind, ago(now, 40, 700, random), random);
            case LAPSED -> silent(kind, ago(now, 740, 1_100, random), random);
            // A yes does not lapse, so its notice may be older than two years.
            case OPT_IN -> answered(kind, ago(now, 30, 1_000, random), random);
            case OPTED_OUT -> answered(kind, ago(now, 30, 1_000, random), random);
        };
    }

    private static ApprovalStory silent(ApprovalKind kind, Instant sent, DemoRandom random) {
        return new ApprovalStory(kind, channel(random), sent, null);
    }

    private static ApprovalStory answered(ApprovalKind kind, Instant sent, DemoRandom random) {
        Instant answer = sent.plus(Duration.ofMinutes(random.between(60, 28 * 24 * 60)));
        return new ApprovalStory(kind, channel(random), sent, answer);
    }

    private static NoticeChannel channel(DemoRandom random) {
        return random.percent(70) ? NoticeChannel.EMAIL : NoticeChannel.MAIL;
    }

    private static Instant ago(Instant now, int fewestDays, int mostDays, DemoRandom random) {
        return now.minus(Duration.ofSeconds(random.between(fewestDays * 86_400L, mostDays * 86_400L)));
    }
}
