// Command gofakes3 is an S3 server that keeps everything in memory: the stand-in
// for Spaces. It checks no signature.
package main

import (
	"flag"
	"fmt"
	"net/http"
	"os"

	"github.com/johannesboyne/gofakes3"
	"github.com/johannesboyne/gofakes3/backend/s3mem"
)

func main() {
	address := flag.String("listen", "127.0.0.1:9000", "address to listen on")
	bucket := flag.String("bucket", "", "bucket to create")
	flag.Parse()
	if err := run(*address, *bucket); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(address, bucket string) error {
	backend := s3mem.New()
	if err := backend.CreateBucket(bucket); err != nil {
		return fmt.Errorf("cannot create bucket %q: %w", bucket, err)
	}
	return http.ListenAndServe(address, gofakes3.New(backend).Server())
}
