package checkpoint

import (
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"strings"

	"golang.org/x/mod/sumdb/note"
)

// GenerateKey makes a pair of Ed25519 keys for an origin, as texts of one line
// each: the private one signs and is kept secret, the public one is handed to
// whoever wants to check. entropy is crypto/rand.Reader outside of tests.
func GenerateKey(entropy io.Reader, origin string) (private, public string, err error) {
	if !validOrigin(origin) {
		return "", "", &FormatError{"key's name", "it is empty, or holds spaces or signs that a name may not"}
	}
	return note.GenerateKey(entropy, origin)
}

// ParseSigner reads a private key; a line's end may follow it. Anything else is
// a *[FormatError].
func ParseSigner(private string) (note.Signer, error) {
	line, err := oneLine(private)
	if err != nil {
		return nil, &FormatError{"private key", err.Error()}
	}
	signer, err := note.NewSigner(line)
	if err != nil {
		return nil, &FormatError{"private key", err.Error()}
	}
	return signer, nil
}

// ParseVerifier reads a public key; a line's end may follow it. Anything else
// is a *[FormatError].
func ParseVerifier(public string) (note.Verifier, error) {
	line, err := oneLine(public)
	if err != nil {
		return nil, &FormatError{"public key", err.Error()}
	}
	verifier, err := note.NewVerifier(line)
	if err != nil {
		return nil, &FormatError{"public key", err.Error()}
	}
	return verifier, nil
}

// errLines refuses what the decoder of base64 would pass over.
var errLines = errors.New("it is more than one line")

func oneLine(text string) (string, error) {
	line := strings.TrimSuffix(text, "\n")
	if strings.ContainsAny(line, "\r\n") {
		return "", errLines
	}
	return line, nil
}

// An OriginError says that a checkpoint is of another feed than the key's.
type OriginError struct{ Want, Got string }

// Error names both.
func (e *OriginError) Error() string {
	return fmt.Sprintf("the checkpoint is of %s, not of %s", e.Got, e.Want)
}

// A SignatureError says that a checkpoint is not signed by a key: either it
// lacks its signature, or the signature is of another text.
type SignatureError struct{ Key string }

// Error names the key.
func (e *SignatureError) Error() string {
	return "the checkpoint is not signed by the key of " + e.Key
}

// Sign returns a checkpoint as it leaves the house. The signer's name must be
// its origin (*[OriginError]); one that [Parse] would not accept is not signed
// (*[FormatError]).
func Sign(c Checkpoint, signer note.Signer) ([]byte, error) {
	if c.Origin != signer.Name() {
		return nil, &OriginError{Want: signer.Name(), Got: c.Origin}
	}
	if _, err := Parse(c.String()); err != nil {
		return nil, err
	}
	return note.Sign(&note.Note{Text: c.String()}, signer)
}

// Open reads a signed checkpoint, which may carry the signatures of others
// besides. It fails with a *[SignatureError] if the key has not signed it, with
// an *[OriginError] if the key has signed, but for another feed, and with a
// *[FormatError] if it is no checkpoint.
func Open(signed []byte, key note.Verifier) (Checkpoint, error) {
	n, err := note.Open(signed, note.VerifierList(key))
	var unsigned *note.UnverifiedNoteError
	var forged *note.InvalidSignatureError
	switch {
	case errors.As(err, &unsigned), errors.As(err, &forged):
		return Checkpoint{}, &SignatureError{Key: key.Name()}
	case err != nil:
		return Checkpoint{}, &FormatError{"checkpoint", err.Error()}
	}
	// Some bits at the end of a base64 text mean nothing: there is one way here, too.
	if _, err := base64.StdEncoding.Strict().DecodeString(n.Sigs[0].Base64); err != nil {
		return Checkpoint{}, &FormatError{"checkpoint", "its signature is not written in the one way there is"}
	}
	c, err := Parse(n.Text)
	if err == nil && c.Origin != key.Name() {
		err = &OriginError{Want: key.Name(), Got: c.Origin}
	}
	if err != nil {
		return Checkpoint{}, err
	}
	return c, nil
}
