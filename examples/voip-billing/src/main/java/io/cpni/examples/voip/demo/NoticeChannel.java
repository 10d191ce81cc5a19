package io.cpni.examples.voip.demo;

/** Tells how a notice went out; a letter's waiting period begins on the third day after mailing. */
public enum NoticeChannel {
    EMAIL,
    MAIL
}
