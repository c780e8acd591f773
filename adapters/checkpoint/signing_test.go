package checkpoint_test

import (
	"bytes"
	"crypto/rand"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"golang.org/x/mod/sumdb/note"

	"github.com/jinlin-project/jinlin/adapters/checkpoint"
)

// A pair that was made signs and verifies; keys are texts of one line.
func TestGeneratedKeys(t *testing.T) {
	w := newWorld(t, 3, 5)
	secret, open, err := checkpoint.GenerateKey(rand.Reader, origin)
	require.NoError(t, err)
	s, err := checkpoint.ParseSigner(secret + "\n")
	require.NoError(t, err)
	v, err := checkpoint.ParseVerifier(open + "\n")
	require.NoError(t, err)
	log := followed(t, w)
	signed, err := checkpoint.Sign(log.Checkpoint(origin, friday), s)
	require.NoError(t, err)
	_, err = checkpoint.Open(signed, v)
	require.NoError(t, err)
	for _, name := range []string{"", "a b", "a+b", "a\nb", "a\u3000b", "\x01", "\xff"} {
		_, _, err := checkpoint.GenerateKey(rand.Reader, name)
		require.Error(t, err, "%q", name)
	}
}

// What is no key is refused, and the refusal never repeats it.
func TestKeysThatAreNone(t *testing.T) {
	var format *checkpoint.FormatError
	for _, text := range []string{"", "x", private[:len(private)-4], public, "PRIVATE+KEY+a+00000000+AQAB", strings.Replace(private, "思", "恩", 1), private + "\n\n", " " + private} {
		_, err := checkpoint.ParseSigner(text)
		require.ErrorAs(t, err, &format, text)
		if len(text) > 1 {
			require.NotContains(t, err.Error(), text)
		}
	}
	for _, text := range []string{"", "x", public[:len(public)-4], private, strings.Replace(public, "思", "恩", 1), public + " "} {
		_, err := checkpoint.ParseVerifier(text)
		require.ErrorAs(t, err, &format, text)
	}
}

// Open: a key that has not signed, a signature of another text, and a
// checkpoint of another feed are told apart, and none gets through.
func TestWrongKeyAndWrongOrigin(t *testing.T) {
	w := newWorld(t, 3, 5)
	c, signed := made(t, w)
	var unsigned *checkpoint.SignatureError
	_, namesake := another(t, origin)
	stranger, strangers := another(t, "湖里区.example")
	for _, key := range []note.Verifier{namesake, strangers} {
		_, err := checkpoint.Open(signed, key)
		require.ErrorAs(t, err, &unsigned)
		require.Equal(t, key.Name(), unsigned.Key)
		_, err = checkpoint.Verify(t.Context(), w, signed, key)
		require.ErrorAs(t, err, &unsigned)
	}
	for i := range len(signed) { // whatever bit of it changes
		bent := append([]byte{}, signed...)
		bent[i] ^= 1
		got, err := checkpoint.Open(bent, verifier(t))
		require.Error(t, err, "byte %d", i)
		require.Zero(t, got)
	}
	_, err := checkpoint.Open(bytes.Replace(signed, []byte("\n5\n"), []byte("\n4\n"), 1), verifier(t))
	require.ErrorAs(t, err, &unsigned, "the signature is of another text")
	var origins *checkpoint.OriginError
	_, err = checkpoint.Sign(c, stranger)
	require.ErrorAs(t, err, &origins)
	theirs, err := note.Sign(&note.Note{Text: c.String()}, stranger)
	require.NoError(t, err)
	_, err = checkpoint.Open(theirs, strangers)
	require.ErrorAs(t, err, &origins, "signed by a key we know, but for another feed")
	require.Equal(t, checkpoint.OriginError{Want: "湖里区.example", Got: origin}, *origins)
}

// Witnesses may sign as well; a checkpoint is still opened with one key.
func TestCosigned(t *testing.T) {
	_, signed := made(t, newWorld(t, 3, 5))
	witness, theirs := another(t, "审计局.example")
	n, err := note.Open(signed, note.VerifierList(verifier(t)))
	require.NoError(t, err)
	both, err := note.Sign(n, witness)
	require.NoError(t, err)
	_, err = checkpoint.Open(both, verifier(t))
	require.NoError(t, err)
	_, err = note.Open(both, note.VerifierList(theirs))
	require.NoError(t, err)
}

// "One that Parse would not accept is not signed."
func TestSignsWhatCanBeRead(t *testing.T) {
	w := newWorld(t, 3, 5)
	for name, bend := range map[string]func(*checkpoint.Checkpoint){
		"no time": func(c *checkpoint.Checkpoint) { c.At = time.Time{} }, "a far time": func(c *checkpoint.Checkpoint) { c.At = c.At.AddDate(9000, 0, 0) },
		"a negative count": func(c *checkpoint.Checkpoint) { c.Count = -1 }, "a low position": func(c *checkpoint.Checkpoint) { c.Position = 4 },
	} {
		c, _ := made(t, w)
		bend(&c)
		_, err := checkpoint.Sign(c, signer(t))
		var format *checkpoint.FormatError
		require.ErrorAs(t, err, &format, name)
	}
}
