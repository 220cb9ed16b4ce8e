/* The d3d12.dll of wine 8 ends, where there is no Vulkan, in a box "Assertion failed" that waits
   for somebody. Qt and DirectML are linked to it: here all they ask for is refused, as on a
   machine without a graphics card, and the processor does the work. */
#define REFUSED ((int)0x887A0004) /* DXGI_ERROR_UNSUPPORTED */
#define R(name) int name(void) { return REFUSED; }
R(D3D12CreateDevice) R(D3D12GetDebugInterface) R(D3D12EnableExperimentalFeatures)
R(D3D12SerializeRootSignature) R(D3D12CreateRootSignatureDeserializer)
R(D3D12SerializeVersionedRootSignature) R(D3D12CreateVersionedRootSignatureDeserializer)
int __stdcall DllMainCRTStartup(void *h, unsigned r, void *p) { return 1; }
