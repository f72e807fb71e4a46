// Package opinion asks a model on Amazon Bedrock what it says of a complaint that the program itself is not sure of. It is shown the
// masked text between marks that nobody could foretell, is told that what stands there is quoted and never an instruction, and can answer
// only by filling in a form. An answer that is not in the words of the closed sets is none.
//
// The call is one request of the Converse API, signed by the SDK's own signer. The SDK's client of the service would be a quarter of
// a megabyte more in the function; that it asks and reads the same is a test.
package opinion
