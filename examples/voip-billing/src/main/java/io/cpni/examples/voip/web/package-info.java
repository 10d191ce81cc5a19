/** What all pages of the API have in common. */
@NullMarked
package io.cpni.examples.voip.web;

import org.jspecify.annotations.NullMarked;
