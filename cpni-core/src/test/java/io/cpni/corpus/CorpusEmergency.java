package io.cpni.corpus;

/**
 * Describes an emergency.
 *
 * @param calledForHelp whether the user called for emergency services
 * @param riskOfHarm whether someone may die or be seriously hurt
 * @param assistsResponse whether it helps a response under way
 */
record CorpusEmergency(boolean calledForHelp, boolean riskOfHarm, boolean assistsResponse) {}
