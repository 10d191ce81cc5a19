/** Does what the project's READMEs tell their readers to do, and holds the answers against those shown there. */
package io.cpni.examples.voip.readme;
