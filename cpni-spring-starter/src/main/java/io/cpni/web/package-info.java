/** Answers denials over HTTP as problem details (RFC 9457), with the rule and its citation and nothing of the data. */
@NullMarked
package io.cpni.web;

import org.jspecify.annotations.NullMarked;
