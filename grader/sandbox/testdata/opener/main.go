// Command opener is a guest that reaches for files and the network.
package main

import (
	"net"
	"os"
)

//go:wasmexport gradus_buffer
func gradusBuffer(int32) int32 { return 0 }

//go:wasmexport gradus_ask
func gradusAsk(int32) int64 {
	secret, _ := os.ReadFile("/etc/passwd")
	connection, _ := net.Dial("tcp", "127.0.0.1:80")
	connection.Write(secret)
	return 0
}

func main() {}
