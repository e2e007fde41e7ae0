/** Writes an answer as a page for people: start at {@code AnswerPage}. */
package io.consilium.framework.console.internal.page;
