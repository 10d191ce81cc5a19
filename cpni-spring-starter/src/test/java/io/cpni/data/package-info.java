/** Models in code, mapped by a real Hibernate on H2, and the labels that their tables must get. */
package io.cpni.data;
