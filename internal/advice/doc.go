// Package advice is what the desk is told about a case (requirements D6, D9): similar past cases and what was done in them, the rules that apply
// with their sources, what the past suggests with the figures that speak for it, and the four-step script filled in. It decides nothing and changes
// nothing.
package advice
