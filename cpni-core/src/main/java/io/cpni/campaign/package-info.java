/**
 * Marketing use: the records of campaigns that 47 CFR 64.2009(c) asks for, with the data that was used and what was
 * offered.
 */
@NullMarked
package io.cpni.campaign;

import org.jspecify.annotations.NullMarked;
