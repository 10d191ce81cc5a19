/**
 * Why the data is asked for and who will get it: purposes, recipients, service categories and offers, in the words of
 * 47 U.S.C. 222 and 47 CFR 64.2003.
 */
@NullMarked
package io.cpni.purpose;

import org.jspecify.annotations.NullMarked;
