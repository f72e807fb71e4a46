// Package label helps a person to say of texts what a careful reader would: category, second matters, grade, safety and emotion, with a
// key for each answer. What the machine says is shown only after the person has said it, so that it cannot draw them to its side. What is
// written is what package evaluate reads.
package label
